import QuernAnalysis

/// Two breakers over the same texts.
struct Race {
  let texts: [String]

  var byteCount: Int { texts.reduce(0) { $0 + $1.utf8.count } }

  /// The number of words, and a sum that tells them apart from other words.
  struct Words: Equatable {
    var count = 0
    var sum = 0
  }

  func count(_ breaker: some WordBreaker) -> Int { words(breaker).count }

  func run(_ name: String, runs: Int) throws {
    var own = Duration.seconds(1_000)
    var icu = own
    var found = Words()
    let breaker = try ICUWordBreaker()
    for _ in 0..<runs {
      let clock = ContinuousClock()
      own = min(own, clock.measure { found = words(UnicodeWordBreaker()) })
      var wanted = Words()
      icu = min(icu, clock.measure { wanted = words(breaker) })
      precondition(found == wanted, "\(name): the breakers differ")
    }
    let megabytes = Double(byteCount) / 1e6
    let cells = [
      name.padded(12, atEnd: true), rounded(megabytes, 1).padded(6), "\(found.count)".padded(9),
      rounded(megabytes / (own / .seconds(1)), 1).padded(10),
      rounded(megabytes / (icu / .seconds(1)), 1).padded(10),
      rounded(icu / own, 2).padded(7),
    ]
    print(cells.joined(separator: " "))
  }

  @inline(never)
  private func words(_ breaker: some WordBreaker) -> Words {
    var breaker = breaker
    var all = Words()
    var some: [Range<Int>] = []
    for text in texts {
      let bytes = text.utf8Span.span
      breaker.begin()
      var goesOn = true
      while goesOn {
        goesOn = breaker.next(bytes, into: &some)
        all.count += some.count
        for word in some { all.sum = all.sum &* 31 &+ word.lowerBound &+ word.count << 32 }
      }
    }
    return all
  }

  private func rounded(_ number: Double, _ digits: Int) -> String {
    let scale = digits == 1 ? 10.0 : 100.0
    return "\((number * scale).rounded() / scale)"
  }
}

extension String {
  fileprivate func padded(_ width: Int, atEnd: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - count))
    return atEnd ? self + blanks : blanks + self
  }
}
