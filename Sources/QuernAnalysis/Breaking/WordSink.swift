/// Where a ``WordScanner`` puts the words that it finds.
protocol WordSink {
  /// Whether there is no more room.
  var isFull: Bool { get }

  /// Adds a word, for which there is room.
  mutating func append(_ start: Int, _ end: Int)
}
