"""A fresh process up to its first answer from Bedrock, and the CPU milliseconds that the whole and the request took.

The floor is what botocore itself needs until it has credentials. The keys are in the environment, or in a profile.
No garbage is collected: which target a long collection falls on would be luck.

python -m benchmarks.cold_bedrock {environment,profile} {floor,library} URL
"""

import gc
import json
import os
import sys
import tempfile
import time
from typing import Tuple

KEYS = {"AWS_ACCESS_KEY_ID": "AKIDBENCHMARK", "AWS_SECRET_ACCESS_KEY": "none"}
PROFILE = """[default]
aws_access_key_id = AKIDBENCHMARK
aws_secret_access_key = none
"""


def run(side: str, url: str) -> Tuple[float, float]:
    """The clock when there was a client, and at the end."""
    client_made = time.process_time()
    if side == "floor":
        import botocore.session

        assert botocore.session.Session().get_credentials().get_frozen_credentials().secret_key
    else:
        import anthropic

        from . import data

        client = anthropic.AnthropicBedrock(base_url=url)
        client_made = time.process_time()
        assert client.messages.create(**data.small_request()).content[0].text
    return client_made, time.process_time()


if __name__ == "__main__":
    _, where, side, url = sys.argv
    with tempfile.TemporaryDirectory() as home:
        credentials = os.path.join(home, "credentials")
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        os.environ.clear()
        os.environ.update(
            kept,
            AWS_REGION="us-east-1",
            AWS_EC2_METADATA_DISABLED="true",
            AWS_CONFIG_FILE=os.path.join(home, "config"),
            AWS_SHARED_CREDENTIALS_FILE=credentials,
        )
        if where == "environment":
            os.environ.update(KEYS)
        else:
            with open(credentials, "w", encoding="utf-8") as file:
                file.write(PROFILE)
        gc.disable()
        begun = time.process_time()
        client_made, ended = run(side, url)
    print(json.dumps({"whole": (ended - begun) * 1e3, "request": (ended - client_made) * 1e3}))
