"""The program with its sample, on a database and a port of its own, and people who have accounts."""

import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

PASSWORD = "quatre mots sans lien"
PROGRAMME = "oriental-2024-2026"
ACTOR = "coop-ber-001"


class Service:
    """Everything that a test needs of the program; ended with all it started."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tadamun-browser-", dir="/tmp"))
        self.folder.chmod(0o755)
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            self.port = listening.getsockname()[1]
        self.address = f"http://localhost:{self.port}"
        self.environment = os.environ | {
            "DATABASE_DATA_DIRECTORY": str(self.folder / "postgres"),
            "SERVE_EVIDENCE_DIRECTORY": str(self.folder / "evidence"),
            "SERVE_PORT": str(self.port),
            "SERVE_REQUESTS_PER_MINUTE": "1000000",
            "LOG_LEVEL": "error",
        }
        self.server = None
        self.actor = ACTOR

    def __enter__(self):
        try:
            self.run("demo", "--check")
            self.actor = self.best_cooperative()
            self.start()
            self.invite_everybody()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.stop()
        subprocess.run(self.command("db", "stop"), env=self.environment, capture_output=True, check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def command(self, *arguments):
        return [os.environ["PROGRAM"], *arguments]

    def run(self, *arguments) -> str:
        """Runs a command of the program; fails with what it said."""
        done = subprocess.run(
            self.command(*arguments), env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"tadamun {' '.join(arguments)}: {done.stdout}{done.stderr}")
        return done.stdout

    def start(self):
        log = open(self.folder / "serve.log", "ab")
        self.server = subprocess.Popen(
            self.command("serve"), env=self.environment, stdout=log, stderr=subprocess.STDOUT)
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{self.address}/readyz", timeout=2).close()
                return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        raise RuntimeError("The service does not answer.")

    def stop(self):
        if self.server:
            self.server.terminate()
            self.server.wait()
            self.server = None

    def best_cooperative(self) -> str:
        """The code of the best cooperative: it has a score, parts and money to look at."""
        listed = json.loads(self.run("scores", PROGRAMME, "--limit", "50", "--json"))
        return next(row["actor"] for row in listed["scores"] if row["actor"].startswith("coop-"))

    # People

    def invite(self, email, name, role, organisation=None, language="fr") -> str:
        """Makes an account.
        Returns the link by which its person sets a password."""
        options = ["--for", organisation] if organisation else []
        said = self.run(
            "people", "invite", email, "--name", name, "--language", language, "--role", role, *options)
        return re.search(r"link=(\S+)", said).group(1)

    def invite_everybody(self):
        """One account a role, and rachid, who reports; amina, who reports too, sets her password in the browser."""
        roles = {"chief": "operator", "karim": "verifier", "nadia": "approver", "farid": "funder"}
        for name, role in roles.items():
            self.set_password(self.invite(f"{name}@example.org", name.capitalize(), role))
        self.set_password(self.invite("rachid@example.org", "Rachid", "reporter", self.actor))
        self.link = self.invite("amina@example.org", "Amina", "reporter", self.actor, "ar")

    def set_password(self, link):
        body = urllib.parse.urlencode({"link": link, "password": PASSWORD}).encode()
        request = urllib.request.Request(
            f"{self.address}/sign-in/password", body, {"Sec-Fetch-Site": "same-origin"})
        urllib.request.urlopen(request, timeout=30).close()
