#!/bin/bash
# build-mysql.sh: makes mysql:latest from Debian's MariaDB, for machines that reach no image registry. It behaves as the official image does where a task
# definition can tell: MYSQL_ROOT_PASSWORD and its kin, /var/lib/mysql, port 3306, SIGTERM. An image named mysql that
# was pulled is left alone. Environment: MOORAGE_MYSQL_IMAGE (default mysql:latest), and see lib.sh.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"
image=${MOORAGE_MYSQL_IMAGE:-mysql:latest}

need docker mmdebstrap sha256sum
engine_answers
hash=$({ content_hash "$here/mysql"; sha256sum < "$here/build-mysql.sh"; } | sha256sum | cut -c1-16)

if docker image inspect "$image" > /dev/null 2>&1; then
    found=$(label_of "$image" io.moorage.content)
    if [ -z "$found" ]; then
        step "$image was not built by Moorage: left as it is"
        exit 0
    elif [ "$found" = "$hash" ]; then
        step "$image is up to date ($hash)"
        exit 0
    fi
fi

step "$image: Debian's MariaDB, downloading and unpacking packages (about half a minute)"
import_debian "$image" \
    --change 'ENTRYPOINT ["docker-entrypoint.sh"]' --change 'CMD ["mysqld"]' \
    --change 'VOLUME /var/lib/mysql' --change 'EXPOSE 3306/tcp' \
    --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
    --change "LABEL io.moorage.content=$hash" \
    --change 'LABEL org.opencontainers.image.title="MariaDB of Debian 12 under the name of mysql"' \
    --change 'LABEL org.opencontainers.image.description="Built by Moorage from Debian packages because no registry answered; not the official MySQL image"' \
    -- --include=mariadb-server-core,mariadb-client-core --customize-hook="$here/mysql/customize \"\$1\""
step "$image is built ($hash)"
