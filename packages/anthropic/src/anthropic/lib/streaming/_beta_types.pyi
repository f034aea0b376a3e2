from anthropic_beta.message_events import *
