#!/usr/bin/env bash
# No two files of the product define a type of the same name in namespace akt: two such types share their
# template code and inline functions, and the linker says nothing (C++20, [basic.def.odr]). Types in anonymous
# namespaces and inside other types may share names.
set -euo pipefail
cd "$(dirname "$0")/.."
python3 - $(git ls-files 'ocr/*.h' 'ocr/*.cpp' 'index/*.h' 'index/*.cpp' 'search/*.h' 'search/*.cpp') <<'PY'
import re
import sys

TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|R"\((?:.*?)\)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|[{};()]|\bnamespace\b[^{};=]*'
                   r'|\b(?:enum\s+class|enum|class|struct|union)\s+(?:\[\[\w+\]\]\s*)?(?P<name>[A-Z]\w*(?:::\w+)*)(?:\s+final)?\s*(?::(?!:)[^{};()]*)?(?=\{)', re.S)


def types(path):
    """The full names of the types a file defines outside anonymous namespaces and other types."""
    scopes, pending, pending_type = [], '', ''
    for match in TOKEN.finditer(open(path, encoding='utf-8').read()):
        token = match.group(0)
        if match.group('name'):
            pending, pending_type = 'type', match.group('name')
        elif token.startswith('namespace'):
            pending, pending_type = 'namespace', token[9:].strip()
        elif token == '{':
            if pending == 'type' and all(kind == 'namespace' and name for kind, name in scopes):
                yield '::'.join([name for _, name in scopes] + [pending_type])
            scopes.append((pending, pending_type))
            pending = pending_type = ''
        elif token == '}' and scopes:
            scopes.pop()
        elif token in ';()':
            pending = pending_type = ''


where = {}
for file in sys.argv[1:]:
    for name in types(file):
        where.setdefault(name, set()).add(file)
clashes = {name: files for name, files in where.items() if len(files) > 1}
for name, files in sorted(clashes.items()):
    print(f'{name} is defined in {", ".join(sorted(files))}', file=sys.stderr)
print(f'{len(where)} types, {len(clashes)} names used twice')
sys.exit(1 if clashes else 0)
PY
