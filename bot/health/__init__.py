"""How the service is seen from outside: is it alive, what does it do, how fast."""
