"""What Lighthouse says about the finished site and about its peer, and what a slow phone makes of it."""
