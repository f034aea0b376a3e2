"""Tools that are functions, and what they return. Public as `anthropic.lib.tools`, through `anthropic_beta.tools`."""
