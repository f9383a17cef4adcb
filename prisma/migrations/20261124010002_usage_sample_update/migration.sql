-- A second sample of the same minute replaces the first: it is the one that holds until the next.
GRANT UPDATE (used, hard) ON usage_sample TO bailiwick_provisioner;
