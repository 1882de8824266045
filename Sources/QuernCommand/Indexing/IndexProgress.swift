import QuernPresentation

/// How far `quern index` is, on standard error.
///
/// On a terminal one line that is written over, at most ten times a second; elsewhere a line every
/// few seconds, none in a short run.
struct IndexProgress {
  private let isTerminal: Bool
  private let isQuiet: Bool
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var next: ContinuousClock.Instant
  private var shownWidth = 0

  init(isQuiet: Bool, isTerminal: Bool = Terminal.isErrorTerminal) {
    self.isQuiet = isQuiet
    self.isTerminal = isTerminal
    start = clock.now
    next = start
    next += interval
  }

  /// The time since the start.
  var seconds: Double { Double((clock.now - start).nanoseconds) / 1e9 }

  private var interval: Duration { isTerminal ? .milliseconds(100) : .seconds(5) }

  /// Says how far the run is, if it is time to say so; `share` is how much of the input is read,
  /// 0 … 1, or `nil` where that is unknown.
  mutating func update(documents: Int, bytes: UInt64, share: Double?) {
    guard !isQuiet else { return }
    let now = clock.now
    guard now >= next else { return }
    next = now + interval
    let text = line(documents: documents, bytes: bytes, share: share)
    guard isTerminal else {
      StandardError.write(text + "\n")
      return
    }
    let padding = String(repeating: " ", count: max(shownWidth - text.count, 0))
    StandardError.write("\r" + text + padding)
    shownWidth = text.count
  }

  /// Takes the line off the terminal, so that other lines can be written.
  mutating func clear() {
    guard shownWidth > 0 else { return }
    StandardError.write("\r" + String(repeating: " ", count: shownWidth) + "\r")
    shownWidth = 0
  }

  private func line(documents: Int, bytes: UInt64, share: Double?) -> String {
    let seconds = max(seconds, 1e-3)
    let rate = Figures.fixed(Double(documents) / seconds, decimals: 0)
    let speed = Figures.fixed(Double(bytes) / seconds / 1e6, decimals: 1)
    var text = "\(Figures.count(documents, "document")), \(rate)/s, \(speed) MB/s"
    if let share, share > 0, share <= 1 {
      let left = Int((seconds / share * (1 - share)).rounded(.up))
      let part = left % 60
      text += ", \(left / 60):\(part < 10 ? "0" : "")\(part) left"
    }
    return text
  }
}
