"""A program: llama.cpp's own HTTP server, from the wheel that holds it. `python llama_server.py MODEL PORT`."""

import signal
import sys
import threading

import xllamacpp

parameters = xllamacpp.CommonParams()
parameters.model.path = sys.argv[1]
parameters.port = int(sys.argv[2])
parameters.model_alias = {"tiny"}
parameters.n_ctx = 16384
parameters.n_parallel = 4
parameters.cpuparams.n_threads = 2
parameters.use_jinja = True
parameters.warmup = False
parameters.ui = False
parameters.offline = True
parameters.default_template_kwargs = {"enable_thinking": "false"}
server = xllamacpp.Server(parameters)
ended = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: ended.set())
ended.wait()
