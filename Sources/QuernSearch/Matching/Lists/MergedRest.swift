/// What is left to merge of the loaded block of one list.
@safe struct MergedRest {
  /// The first document; ``TermList/end`` behind the last.
  private(set) var document: UInt32

  private var place: Int
  private let count: Int
  private let documents: UnsafeMutablePointer<UInt32>
  private let frequencies: UnsafeMutablePointer<UInt32>

  /// - Parameters:
  ///   - list: has its documents and frequencies loaded, and keeps them while this is used.
  ///   - target: no document before it is left.
  init(_ list: inout TermList, from target: UInt32) {
    place = list.place(of: target)
    count = list.count
    unsafe (documents, frequencies) = (list.documents, list.frequencies)
    // SAFETY: the place is below the count of the loaded block.
    document = place < count ? unsafe documents[place] : TermList.end
  }

  /// Goes to the next document.
  ///
  /// - Returns: the frequency of the one that was first; there must be one.
  @inline(__always)
  mutating func take() -> UInt32 {
    // SAFETY: the place was below the count; frequencies stand beside the documents.
    let frequency = unsafe frequencies[place]
    place &+= 1
    document = place < count ? unsafe documents[place] : TermList.end
    return frequency
  }
}
