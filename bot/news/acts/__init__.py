"""Acts: what somebody did that moves an affair on, recognised in headlines and leads."""
