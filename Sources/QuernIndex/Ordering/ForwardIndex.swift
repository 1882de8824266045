/// The terms of each document, by number: what the order of documents is found from.
struct ForwardIndex: Sendable {
  /// Where the terms of each document begin; one more than there are documents.
  let starts: [Int]

  /// The terms of all documents, one document after another.
  let terms: [UInt32]

  let termCount: Int

  var documentCount: Int { starts.count - 1 }
}
