from anthropic_beta.types import *
