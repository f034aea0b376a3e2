"""What the project's own plug-ins export. Type checkers read it in the stub beside this; programs ask the plug-ins."""
