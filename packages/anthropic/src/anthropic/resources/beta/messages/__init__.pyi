from anthropic_beta.resources.messages import *
