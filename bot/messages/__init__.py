"""What a person reads: alerts, digests, charts."""
