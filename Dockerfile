# Kappasweep for Spark on Kubernetes; docs/kubernetes.md says how it is used. Built from the root of the project after 'mvn -DskipTests package'.
ARG BASE=docker.io/apache/spark:4.2.0-scala2.13-java17-ubuntu
FROM ${BASE}
COPY target/kappasweep-submit.jar /opt/kappasweep/kappasweep-submit.jar
COPY conf /opt/kappasweep/conf
COPY LICENSE NOTICE /opt/kappasweep/
