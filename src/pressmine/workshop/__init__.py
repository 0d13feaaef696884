"""What someone who writes rules works with: trying, warnings, statistics, differences."""
