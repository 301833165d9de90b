enum PlaceholderWorker {}
