from anthropic_beta.memory import *
