from anthropic_beta.tools import *
