#!/bin/sh
# Publishes a portal again and again, and prints nothing unless something is wrong, which cron then mails:
#
#   */15 * * * * /usr/local/bin/cron.sh /srv/portal /srv/www/portal
#
# The first folder holds content/; if it is a clone of a Git repository, what is new is fetched first. The second may also be
# any other target of “vagvisare publish”.
set -eu
cd "$1"
if [ -d .git ]; then git pull --quiet --ff-only; fi
vagvisare build --quiet --compress
vagvisare publish --quiet "$2"
