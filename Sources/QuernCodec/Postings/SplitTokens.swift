import CKernels

/// Tokens of one term, split by documents: the room for it, and the calls of the kernels.
struct SplitTokens: Sendable {
  /// Where the tokens of each document begin, and where those of the last one end.
  private(set) var starts: [Int] = []

  /// The distance of each position from the one before in its document.
  private(set) var deltas: [UInt32] = []

  private(set) var documentCount = 0

  /// The lowest length code of each of the lowest frequencies; 256 where none has it.
  private(set) var least = InlineArray<8, UInt16>(repeating: 256)

  /// The number of documents of some tokens.
  static func documentCount(of tokens: Span<UInt64>) -> Int {
    unsafe tokens.withUnsafeBufferPointer { tokens in
      guard let token = tokens.baseAddress else { return 0 }
      // SAFETY: as many tokens are there.
      return unsafe Int(quern_count_documents(token, tokens.count))
    }
  }

  /// Takes tokens: a document in the high half of each, a position in the low one.
  mutating func split(_ tokens: Span<UInt64>) {
    let room = tokens.count + 1
    if starts.count < room {
      starts = [Int](repeating: 0, count: 2 * room)
      deltas = [UInt32](repeating: 0, count: 2 * room)
    }
    documentCount = unsafe tokens.withUnsafeBufferPointer { tokens in
      unsafe starts.withUnsafeMutableBufferPointer { starts in
        unsafe deltas.withUnsafeMutableBufferPointer { deltas in
          guard let token = tokens.baseAddress, let start = starts.baseAddress,
            let delta = deltas.baseAddress
          else { return 0 }
          // SAFETY: there is room for as many numbers as tokens.
          return unsafe start.withMemoryRebound(to: UInt.self, capacity: room) {
            unsafe quern_split_tokens(token, tokens.count, $0, delta)
          }
        }
      }
    }
    precondition(documentCount >= 0, "tokens ascend")
    starts[documentCount] = tokens.count
  }

  /// Makes postings of some of the documents.
  ///
  /// - Parameters:
  ///   - previous: the document before the first.
  ///   - place: where their gaps and frequencies less 1 are put.
  /// - Returns: how many have a frequency that ``least`` has no place for.
  mutating func makePostings(
    _ documents: Range<Int>, of tokens: Span<UInt64>, after previous: UInt32,
    lengthCodes: Span<UInt8>, gaps: inout [UInt32], extraFrequencies: inout [UInt32], at place: Int
  ) -> Int {
    precondition(documents.upperBound <= documentCount && starts[documentCount] == tokens.count)
    precondition(place + documents.count <= min(gaps.count, extraFrequencies.count))
    precondition(!lengthCodes.isEmpty)
    var least = self.least
    let high = unsafe starts.withUnsafeBufferPointer { starts in
      unsafe gaps.withUnsafeMutableBufferPointer { gaps in
        unsafe extraFrequencies.withUnsafeMutableBufferPointer { extras in
          unsafe Self.makePostings(
            starts, documents, tokens, previous, lengthCodes, gaps, extras, place, &least)
        }
      }
    }
    self.least = least
    return high
  }

  @unsafe
  private static func makePostings(
    _ starts: UnsafeBufferPointer<Int>, _ documents: Range<Int>, _ tokens: Span<UInt64>,
    _ previous: UInt32, _ lengthCodes: Span<UInt8>, _ gaps: UnsafeMutableBufferPointer<UInt32>,
    _ extras: UnsafeMutableBufferPointer<UInt32>, _ place: Int,
    _ least: inout InlineArray<8, UInt16>
  ) -> Int {
    var leastSpan = least.mutableSpan
    return unsafe tokens.withUnsafeBufferPointer { tokens in
      unsafe lengthCodes.withUnsafeBufferPointer { codes in
        unsafe leastSpan.withUnsafeMutableBufferPointer { least in
          guard let token = tokens.baseAddress, let start = starts.baseAddress,
            let code = codes.baseAddress, let gap = gaps.baseAddress,
            let extra = extras.baseAddress,
            let lowest = least.baseAddress
          else { return 0 }
          // SAFETY: `split` has put the starts, which lie below the number of tokens; there is room for
          // the postings, as the caller has seen, and for eight codes.
          return unsafe (start + documents.lowerBound).withMemoryRebound(
            to: UInt.self, capacity: documents.count + 1
          ) {
            unsafe Int(
              quern_make_postings(
                token, $0, documents.count, previous, code, codes.count, gap + place, extra + place,
                lowest))
          }
        }
      }
    }
  }
}
