"""`anthropic completion`: the script that teaches a shell to complete this command; and the values that it completes.

A script hands over the line up to the cursor. Back come words to choose from, or the wish for file names after a prefix
such as `@` or `--to=`, which only the shell can complete well.
"""

from __future__ import annotations

import sys
from typing import Mapping

import click

from . import fast

BASH = """\
_anthropic_completion() {
    local kind value name command=anthropic
    type -P "$1" > /dev/null && command=$1
    COMPREPLY=()
    while IFS=, read -r kind value; do
        if [[ $kind == plain ]]; then
            COMPREPLY+=("$value")
        elif [[ $kind == file && -n $value ]]; then  # the word that is completed begins with "@"
            while IFS= read -r name; do
                [[ -d $name ]] && name+=/
                [[ ${COMP_WORDS[COMP_CWORD]} == [\\'\\"]* ]] || printf -v name %q "$name"
                COMPREPLY+=("$value$name")
            done < <(compgen -f -- "${2#"$value"}")
            [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == */ ]] && compopt -o nospace 2> /dev/null
        elif [[ $kind == file ]]; then
            compopt -o default 2> /dev/null
        elif [[ $kind == dir ]]; then
            compopt -o dirnames 2> /dev/null
        fi
    done < <(COMP_WORDS="${COMP_LINE:0:COMP_POINT}" COMP_CWORD="$2" _ANTHROPIC_COMPLETE=bash_complete \\
        "$command" 2> /dev/null < /dev/null)
}

# Before bash 4.4 nothing can ask for files later, so that they are always offered where nothing else is.
complete -o nosort -F _anthropic_completion anthropic 2> /dev/null ||
    complete -o default -F _anthropic_completion anthropic
"""

ZSH = """\
#compdef anthropic

_anthropic() {
    local -a plain described
    local kind value summary line="${(j: :)words[1,CURRENT-1]} $QIPREFIX$PREFIX"
    for kind value summary in "${(@f)$(COMP_WORDS=$line _ANTHROPIC_COMPLETE=zsh_complete \\
            anthropic 2> /dev/null < /dev/null)}"; do
        if [[ $kind == plain && $summary == _ ]]; then
            plain+=("$value")
        elif [[ $kind == plain ]]; then
            described+=("${value//:/\\\\:}:$summary")
        elif [[ $kind == (file|dir) ]]; then
            compset -P "${(b)value}"
            if [[ $kind == dir ]]; then _files -/; else _files; fi
        fi
    done
    (( $#described )) && _describe -V anthropic described -U
    (( $#plain )) && compadd -U -V anthropic -a plain
}

if [[ $funcstack[1] == _anthropic ]]; then  # loaded from a folder of $fpath, to complete at once
    _anthropic "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
    compdef _anthropic anthropic
fi
"""

FISH = """\
function _anthropic_completion
    for line in (env COMP_WORDS=(commandline -cp | string join ' ') _ANTHROPIC_COMPLETE=fish_complete \\
            anthropic 2> /dev/null < /dev/null)
        set -l answer (string split -m 2 , -- $line)
        switch $answer[1]
            case plain
                string join , -- $answer[2..]
            case file
                string replace -r -- '^' "$answer[2]" (__fish_complete_path "$answer[3]")
            case dir
                string replace -r -- '^' "$answer[2]" (__fish_complete_directories "$answer[3]")
        end
    end
end

complete --no-files --command anthropic --arguments '(_anthropic_completion)'
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}


@click.command(short_help="Print the completion script of a shell.")
@click.argument("shell", type=click.Choice(list(SCRIPTS)))
def completion(shell: str) -> None:
    """Print the completion script of a SHELL, to be put where it looks for it.

    \b
    bash:  anthropic completion bash >> ~/.bashrc
    zsh:   anthropic completion zsh >> ~/.zshrc
    fish:  mkdir -p ~/.config/fish/completions
           anthropic completion fish > ~/.config/fish/completions/anthropic.fish

    It works in the next shell that is started. In zsh, the script may also be
    the file _anthropic in a folder of $fpath.
    """
    click.echo(SCRIPTS[shell], nl=False)


def complete(environ: Mapping[str, str]) -> None:
    """Answer a script where `fast` could not: the values of options and arguments, as click knows them."""
    shell = environ[fast.VARIABLE].partition("_")[0]
    if shell in SCRIPTS:
        args, start = fast.words_of(environ.get("COMP_WORDS", ""))
        sys.stdout.write(fast.reply(shell, _offers(args, start), start, environ.get("COMP_CWORD", start)))


def _offers(args: list[str], start: str) -> list[tuple[str, str, str]]:
    from click.shell_completion import ShellComplete

    from .app import app

    option = start.partition("=")[0] + "=" if start.startswith("-") and "=" in start else ""
    found: list[tuple[str, str, str]] = []
    for item in ShellComplete(app, {}, "anthropic", fast.VARIABLE).get_completions(args, start):
        value = str(item.value) if item.type == "plain" else str(item.prefix or "")
        found.append((item.type, option + value, item.help or ""))
    return found
