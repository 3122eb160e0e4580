# engine-without-containers.pl SOCKET: answers the Docker Engine API as an engine that has no containers and never will: what a
# rehearsal of the server asks, and no more.
use strict;
use warnings;
use IO::Socket::UNIX;

my $engine = $$;
my $listener = IO::Socket::UNIX->new(Local => $ARGV[0], Listen => 8) or die "$ARGV[0]: $!\n";
$SIG{CHLD} = 'IGNORE';
while (my $connection = $listener->accept) {
    next if fork;
    while (defined(my $request = <$connection>)) {
        while (defined(my $header = <$connection>)) { last if $header =~ /^\r?\n$/ }
        if ($request =~ m{/events}) {
            print $connection "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
            sleep 1 while getppid == $engine;
            exit;
        }
        print $connection "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]";
    }
    exit;
}
