package io.moorage.cfnbootstrap;

import io.moorage.cfnbootstrap.Options.Given;

/** One of AWS's helper scripts. */
interface Script {
    Options options();

    /** @return its exit status */
    int run(Given given) throws Options.Refused;
}
