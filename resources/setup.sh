#!/bin/sh
# Install Annotator into .venv beside this folder: `sh resources/setup.sh`, or with the word `dev` what the tests need too.
# On Debian and Ubuntu the libraries that the window needs are installed with apt when they are missing.
# Running it again is harmless, and quick when nothing has changed. PYTHON=/path/to/python chooses the Python.
set -eu

cd "$(dirname "$0")/.."
wanted=${1:-}
case $wanted in
    '' | dev) ;;
    *) echo "Usage: sh resources/setup.sh [dev]" >&2; exit 2 ;;
esac

libraries="libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 fonts-dejavu-core
    libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
fonts="fonts-inter fonts-sil-charis fonts-noto-core fonts-noto-color-emoji"
if [ "$wanted" = dev ]; then
    libraries="$libraries xvfb xauth"
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
trap 'exit 130' INT TERM

say() { printf '%s\n' "$*"; }

fail() { printf 'Error: %s\n' "$*" >&2; exit 1; }

has_apt() { command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1; }

is_installed() { dpkg-query -W -f '${Status}\n' "$1" 2>/dev/null | grep -q ' installed$'; }

# Print those of the named packages that are not installed.
missing() {
    for package in "$@"; do
        is_installed "$package" || printf '%s ' "$package"
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif ! command -v sudo >/dev/null 2>&1; then
        return 1
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

apt_refreshed=
refresh_apt() {
    [ -z "$apt_refreshed" ] || return 0
    apt_refreshed=yes
    as_root apt-get -qq -o DPkg::Lock::Timeout=120 update >"$log" 2>&1 || true
}

# Install packages with apt; what it printed is in the log.
apt_install() {
    refresh_apt
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends \
        -o DPkg::Lock::Timeout=120 install "$@" >"$log" 2>&1
}

# Name the package of GLib, which was renamed in Debian 13 and Ubuntu 24.04; nothing when it is installed.
choose_glib() {
    glib=
    if is_installed libglib2.0-0t64 || is_installed libglib2.0-0; then
        return 0
    fi
    refresh_apt
    if apt-cache show libglib2.0-0t64 >/dev/null 2>&1; then
        glib=libglib2.0-0t64
    else
        glib=libglib2.0-0
    fi
}

install_libraries() {
    choose_glib
    # shellcheck disable=SC2086  # lists of package names
    needed=$(echo $glib $(missing $libraries))
    [ -n "$needed" ] || return 0
    say "Installing system libraries: $needed"
    # shellcheck disable=SC2086
    if ! apt_install $needed; then
        say "They could not be installed. The command line works without them; for the window, run as root:"
        say "    apt-get install $needed"
        tail -n 3 "$log"
    fi
}

# Fonts are a wish: each is tried by itself, once.
install_fonts() {
    [ ! -e .venv/setup-fonts ] || return 0
    # shellcheck disable=SC2086
    for font in $(missing $fonts); do
        say "Installing a font: $font"
        apt_install "$font" || say "It could not be installed; another font is used in its place."
    done
    : >.venv/setup-fonts
}

is_new_enough() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

# Print the first Python that is new enough.
find_python() {
    for candidate in "${PYTHON:-python3}" python3.13 python3.12 python3.11 python3.14 python; do
        if is_new_enough "$candidate"; then
            echo "$candidate"
            return 0
        fi
    done
    return 1
}

choose_python() {
    if python=$(find_python); then
        return 0
    fi
    if has_apt; then
        say "Installing Python"
        apt_install python3 python3-venv || true
        if python=$(find_python); then
            return 0
        fi
    fi
    fail "Annotator needs Python 3.11 or newer, and none was found. Install it from https://www.python.org" \
        "or with your system's packages, then run this again (PYTHON=/path/to/python3 names one)."
}

make_venv() {
    if is_new_enough .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; then
        return 0
    fi
    choose_python
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        if ! { has_apt && say "Installing python$version-venv" && apt_install "python$version-venv"; }; then
            fail "Python $version has no venv module. On Debian and Ubuntu run: apt-get install python$version-venv"
        fi
    fi
    say "Making .venv with Python $("$python" -c 'import platform; print(platform.python_version())')"
    "$python" -m venv --clear .venv >"$log" 2>&1 || { cat "$log" >&2; fail "The environment .venv could not be made."; }
}

install_packages() {
    state="$(cksum <pyproject.toml) $(pwd)"
    for stamp in .venv/setup-dev ".venv/setup-${wanted:-plain}"; do
        if [ -e "$stamp" ] && [ "$(cat "$stamp")" = "$state" ]; then
            return 0
        fi
    done
    say "Installing Annotator and the packages it uses"
    .venv/bin/python -m pip install -qq --disable-pip-version-check -e ".${wanted:+[$wanted]}" </dev/null ||
        fail "The packages could not be installed; what pip said stands above. A network connection is needed once."
    printf '%s\n' "$state" >".venv/setup-${wanted:-plain}"
}

if has_apt; then
    install_libraries
fi
make_venv
install_packages
if has_apt; then
    install_fonts
fi
say "Annotator is ready: .venv/bin/annotator"
