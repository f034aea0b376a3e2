from anthropic_beta.mcp import *
