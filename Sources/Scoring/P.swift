enum PlaceholderScoring {}
