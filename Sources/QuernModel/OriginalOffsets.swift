/// The way back from offsets in a ``RepairedText`` to those in its bytes.
///
/// Goes forward only, in step through both, so that it needs no memory however many bytes were
/// replaced.
package struct OriginalOffsets {
  private var original = 0
  private var repaired = 0

  package init() {}

  /// The offset in the bytes of an offset in the text.
  ///
  /// - Parameters:
  ///   - offset: where a character begins, or the end; not below the one that was asked for last.
  ///   - bytes: what the text was made of.
  package mutating func original(ofRepaired offset: Int, in bytes: Span<UInt8>) -> Int {
    precondition(offset >= repaired, "offsets ascend")
    while repaired < offset, original < bytes.count {
      if let length = RepairedText.characterLength(bytes, at: original) {
        original += length
        repaired += length
      } else {
        original += 1
        repaired += RepairedText.replacementByteCount
      }
    }
    return original
  }
}
