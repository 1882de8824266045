import QuernModel

/// The numbers that the documents of a segment get in the segment that it is merged into.
struct Renumbering {
  private let first: UInt32

  /// The new numbers, where documents were deleted or change their order; `UInt32.max` for deleted
  /// ones.
  private let numbers: [UInt32]?

  /// Documents keep their order.
  init(_ segment: SegmentReader, first: UInt32) {
    self.first = first
    guard segment.deletedCount > 0 else {
      numbers = nil
      return
    }
    var next = first
    numbers = (0..<segment.documentCount).map { document in
      guard !segment.isDeleted(DocumentID(rawValue: document)) else { return .max }
      defer { next += 1 }
      return next
    }
  }

  /// - Parameter numbers: by old number; `UInt32.max` for deleted documents.
  init(_ numbers: [UInt32]) {
    first = 0
    self.numbers = numbers
  }

  /// The new number of a document; `nil` for a deleted one.
  subscript(document: UInt32) -> UInt32? {
    guard let numbers else { return first + document }
    let number = numbers[Int(document)]
    return number == .max ? nil : number
  }
}
