# lock.pl hold|try|wait|test FILE START LENGTH   an exclusive fcntl lock: kept until a line comes, tried, waited for, or only
# asked about
use strict;
use warnings;
use Fcntl;

my $flock = 's s x4 q q i x4'; # struct flock of 64-bit Linux: type, whence, start, length, process
my ($action, $file, $start, $length) = @ARGV;
open(my $handle, '+<', $file) or die "$file: $!";
my $lock = pack($flock, F_WRLCK, 0, $start, $length, 0);
if ($action eq 'test') {
    fcntl($handle, F_GETLK, $lock) or die "F_GETLK: $!";
    my ($type, undef, $held, $size) = unpack($flock, $lock);
    print $type == F_UNLCK ? "free\n" : ($type == F_WRLCK ? 'write' : 'read') . " $held $size\n";
} elsif ($action eq 'wait') {
    fcntl($handle, F_SETLKW, $lock) or die "F_SETLKW: $!";
    print "granted\n";
} elsif (fcntl($handle, F_SETLK, $lock)) {
    $| = 1;
    print $action eq 'hold' ? "held\n" : "got\n";
    <STDIN> if $action eq 'hold';
} else {
    die "F_SETLK: $!" unless $!{EAGAIN} || $!{EACCES};
    print "refused\n";
}
