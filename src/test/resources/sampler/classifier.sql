-- Of the trials that classifier.yaml says how to run: what was asked, and what was measured after the last epoch.
COPY (
  SELECT t.lambda, t.learning_rate AS learningRate, t.hidden AS width, t.dropout,
         clean.value AS accuracy, noisy.value AS accuracyAtSnrHalf, l.kappa
  FROM 'runs/classifier-csv/trials.csv' t
  JOIN 'runs/classifier-csv/evaluations.csv' clean ON clean.trial_id = t.trial_id AND clean.snr = 'Infinity'
  JOIN 'runs/classifier-csv/evaluations.csv' noisy ON noisy.trial_id = t.trial_id AND noisy.snr = '0.5'
  JOIN 'runs/classifier-csv/layers.csv' l ON l.trial_id = t.trial_id AND l.layer = 'W1' AND l.epoch = t.epochs
  ORDER BY t.lambda, t.learning_rate, t.hidden, t.dropout
) TO 'src/test/resources/sampler/classifier.parquet' (FORMAT parquet, COMPRESSION zstd);
