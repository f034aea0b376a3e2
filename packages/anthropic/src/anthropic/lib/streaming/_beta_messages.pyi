from anthropic_beta.message_stream import *
