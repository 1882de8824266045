import CKernels

/// A number for each document of a segment.
struct DocumentCounts {
  private(set) var values: [UInt32]

  init(documentCount: UInt32) { values = [UInt32](repeating: 0, count: Int(documentCount)) }

  /// Adds frequencies to the numbers of documents of the segment.
  mutating func add(_ documents: Span<UInt32>, _ frequencies: Span<UInt32>) {
    precondition(frequencies.count >= documents.count, "a frequency for each document")
    // SAFETY: there is a number for each document of the segment, and a frequency for each document.
    unsafe documents.withUnsafeBufferPointer { documents in
      unsafe frequencies.withUnsafeBufferPointer { frequencies in
        guard let start = documents.baseAddress, let counts = frequencies.baseAddress else {
          return
        }
        unsafe quern_add_counts(start, counts, UInt32(documents.count), &values)
      }
    }
  }
}
