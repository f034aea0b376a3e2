from anthropic_beta.resources import *
