"""Sweeps on a server of kappasweep, from Python: the standard library only; tables are pandas DataFrames where pandas is there.

    from kappasweep_client import Client
    client = Client("http://127.0.0.1:7878", token="...")   # or Client(): as the command line finds its server
    sweep = client.submit(open("conf/quickstart.yaml").read()).wait()
    sweep.table("summary")
"""

import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request

RESTS = ("PAUSED", "COMPLETED", "STOPPED", "FAILED")
ASKED_TO_REST = ("PAUSED", "STOPPED")  # else, as after an extension, it goes on


class ServerError(Exception):
    """What a server refuses, or that it does not answer; `problems` has an entry for each problem of a sweep file."""

    def __init__(self, message, status=None, problems=()):
        super().__init__(message)
        self.status = status
        self.problems = list(problems)


class Client:
    """A server. `url` may be the link that the server printed, or a profile of ~/.config/kappasweep/servers.json."""

    def __init__(self, url=None, token=None, timeout=120):
        name = url or os.environ.get("KAPPASWEEP_SERVER") or "default"
        if "://" not in name:
            profile = _profile(name)
            name = profile["server"]
            token = token or profile.get("token")
        parts = urllib.parse.urlsplit(name)
        linked = urllib.parse.parse_qs(parts.query).get("token", [None])[0]
        self.url = urllib.parse.urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/"), "", ""))
        self._token = token or linked or os.environ.get("KAPPASWEEP_TOKEN")
        self._timeout = timeout

    def submit(self, yaml, key=None, priority=0):
        """Hands in the text of a sweep file; with a `key` of your own the same text again is the same sweep."""
        path = "/sweeps/by-key/" + _quoted(key) if key else "/sweeps"
        told = self._json("PUT" if key else "POST", path + "?priority=%d" % priority, yaml.encode(), "application/yaml")
        return Sweep(self, told)

    def validate(self, yaml):
        """What the reader says of a sweep file; raises ServerError with its problems."""
        return self._json("POST", "/validate", yaml.encode(), "application/yaml")

    def plan(self, yaml):
        """The trials of a sweep file and about how long they take, as `plan --json` prints it."""
        return self._json("POST", "/plan", yaml.encode(), "application/yaml")

    def sweeps(self):
        """All sweeps, the last that came first."""
        found, token = [], ""
        while True:
            page = self._json("GET", "/sweeps?page_size=1000" + ("&page_token=" + _quoted(token) if token else ""))
            found += [Sweep(self, one) for one in page["sweeps"]]
            token = page.get("next_page_token")
            if not token:
                return found

    def sweep(self, sweep):
        """The sweep of this id."""
        return Sweep(self, self._json("GET", "/sweeps/" + _quoted(sweep)))

    def _json(self, method, path, body=None, kind="application/json"):
        return json.loads(self._text(method, path, body, kind) or "null")

    def _text(self, method, path, body=None, kind="application/json"):
        return self._bytes(method, path, body, kind).decode()

    def _bytes(self, method, path, body=None, kind="application/json"):
        request = urllib.request.Request(self.url + "/api/v1" + path, data=body, method=method)
        if body is not None:
            request.add_header("Content-Type", kind)
        if self._token:
            request.add_header("Authorization", "Bearer " + self._token)
        try:
            with urllib.request.urlopen(request, timeout=self._timeout) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            raise _refusal(error) from None
        except urllib.error.URLError as error:
            raise ServerError("%s does not answer: %s" % (self.url, error.reason)) from None


class Sweep:
    """A sweep of a server. What is known of it is as old as the last call; `refresh` asks anew."""

    def __init__(self, client, told):
        self._client = client
        self._told = told

    @property
    def id(self):
        return self._told["id"]

    @property
    def state(self):
        return self._told["state"]

    @property
    def reason(self):
        return self._told.get("reason", "")

    @property
    def counts(self):
        """Trials by what has become of them."""
        return self._told["counts"]

    @property
    def progress(self):
        """The share of the trials that have a result, 0 to 1."""
        return self._told["progress"]

    def refresh(self):
        self._told = self._client._json("GET", self._path())
        return self

    def wait(self, timeout=None, every=1.0, show=None):
        """Returns itself when the sweep is paused or has ended, over restarts of the server; `show` is called with it after each look."""
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            try:
                self.refresh()
                if show:
                    show(self)
                goes_on = self.state in ASKED_TO_REST and self._told.get("wanted") == "RUN"
                if self.state in RESTS and not goes_on:
                    return self
            except ServerError as error:
                if error.status is not None:
                    raise
            if end is not None and time.monotonic() > end:
                raise TimeoutError("sweep %s is %s after %s s" % (self.id, self.state, timeout))
            time.sleep(every)

    def pause(self, reason=""):
        return self._steer("pause", reason)

    def resume(self):
        return self._steer("resume")

    def cancel(self, reason=""):
        return self._steer("cancel", reason)

    def retry(self):
        """Trains failed trials again."""
        return self._steer("retry")

    def extend(self, yaml):
        """Gives it a wider file."""
        self._told = self._client._json("POST", self._path(":extend"), yaml.encode(), "application/yaml")
        return self

    def prioritise(self, priority):
        self._told = self._client._json("PATCH", self._path(), json.dumps({"priority": priority}).encode())
        return self

    def delete(self):
        """Deletes it with all that it wrote."""
        self._client._text("DELETE", self._path())

    def table(self, name, format=None):
        """A table: a DataFrame (a list of dicts without pandas), or with a `format` (md, csv, latex, json, html) its text."""
        text = self._client._text("GET", self._path("/tables/" + _quoted(name)) + "?format=" + (format or "csv"))
        return text if format else _rows(text)

    def trials(self, filter=None, sort=None):
        """All its trials, one dict each."""
        found, token = [], ""
        while True:
            query = {"page_size": 1000, "filter": filter, "sort": sort, "page_token": token}
            page = self._client._json(
                "GET", self._path("/trials?") + urllib.parse.urlencode({k: v for k, v in query.items() if v}))
            found += page["trials"]
            token = page.get("next_page_token")
            if not token:
                return found

    def curves(self, metric="loss", layer=None, points=200):
        """A curve of each configuration, mean and band over its seeds."""
        query = {"metric": metric, "points": points, **({"layer": layer} if layer else {})}
        return self._client._json("GET", self._path("/curves?") + urllib.parse.urlencode(query))["curves"]

    def figure(self, name):
        """The bytes of a figure, such as "kappa-by-epoch.svg"; its name ends in .svg or .png."""
        return self._client._bytes("GET", self._path("/figures/" + _quoted(name)))

    def log(self, lines=1000):
        return self._client._text("GET", self._path("/log?lines=%d" % lines))

    def _steer(self, verb, reason=""):
        body = json.dumps({"reason": reason}).encode()
        self._told = self._client._json("POST", self._path(":" + verb), body)
        return self

    def _path(self, rest=""):
        return "/sweeps/" + _quoted(self.id) + rest

    def __repr__(self):
        return "Sweep(%s, %s, %.0f %%)" % (self.id, self.state, 100 * self.progress)


def _profile(name):
    home = os.environ.get("XDG_CONFIG_HOME") or os.path.join(os.path.expanduser("~"), ".config")
    path = os.path.join(home, "kappasweep", "servers.json")
    try:
        with open(path) as file:
            if os.name == "posix" and os.fstat(file.fileno()).st_mode & 0o077:
                raise ServerError("%s can be read by others, expected a file of mode 0600" % path)
            profile = json.load(file).get(name)
    except FileNotFoundError:
        profile = None
    if not profile:
        raise ServerError("'%s' is not a URL and no profile of %s, expected a URL such as http://127.0.0.1:7878" % (name, path))
    return profile


def _refusal(error):
    text = error.read().decode(errors="replace")
    try:
        told = json.loads(text)
        problems = told.get("problems", [])
        message = "\n".join(one["message"] for one in problems) or told.get("detail") or told.get("title")
    except ValueError:
        problems, message = [], text.strip()
    return ServerError(message or str(error), error.code, problems)


def _rows(csv_text):
    import csv
    import io

    try:
        import pandas
    except ImportError:
        return list(csv.DictReader(io.StringIO(csv_text)))
    return pandas.read_csv(io.StringIO(csv_text))


def _quoted(part):
    return urllib.parse.quote(str(part), safe="")
