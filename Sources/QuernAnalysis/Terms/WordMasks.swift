/// What is kept of sixteen bytes at the start of a word, by the word's length.
///
/// In a table, since a branch on the length is one that a processor guesses badly.
@safe
struct WordMasks: @unchecked Sendable {
  // SAFETY of @unchecked: nobody writes to the memory after `init`, and nobody frees it.
  static let shared = WordMasks()

  private let masks: UnsafePointer<UInt64>

  private init() {
    let masks = UnsafeMutablePointer<UInt64>.allocate(capacity: 2 * (WordKey.longest + 1))
    for length in 0...WordKey.longest {
      // SAFETY: two for each length, as allocated.
      unsafe (masks + 2 * length).initialize(to: length >= 8 ? .max : (1 << (8 * length)) - 1)
      unsafe (masks + 2 * length + 1).initialize(
        to: length == 16 ? .max : length > 8 ? (1 << (8 * (length - 8))) - 1 : 0)
    }
    unsafe self.masks = UnsafePointer(masks)
  }

  /// What is kept of bytes 0 to 7; `length` is at most ``WordKey/longest``.
  @inline(__always)
  func low(_ length: Int) -> UInt64 {
    assert((0...WordKey.longest).contains(length))
    // SAFETY: the caller keeps the bound.
    return unsafe masks[2 &* length]
  }

  /// What is kept of bytes 8 to 15.
  @inline(__always)
  func high(_ length: Int) -> UInt64 {
    assert((0...WordKey.longest).contains(length))
    // SAFETY: the caller keeps the bound.
    return unsafe masks[2 &* length &+ 1]
  }
}
