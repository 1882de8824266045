import CWordClasses

/// The tables by which words are found: for each process one copy that is never given back.
@safe
struct WordClasses: @unchecked Sendable {
  // SAFETY of @unchecked: nobody writes to the memory after `init`.
  static let shared = WordClasses()

  /// The class that stands for each byte from 0x80 in the table of bytes.
  static let nonASCII: UInt8 = 31

  private let bytes: UnsafePointer<UInt8>
  private let blocks: UnsafePointer<UInt8>
  private let classes: UnsafePointer<UInt8>
  private let transitions: UnsafePointer<UInt8>

  private init() {
    // SAFETY: C's arrays are constants of the program, as long as the header says; the other two
    // are allocated here with the lengths that the accessors below rely on, and never freed.
    unsafe blocks = quern_word_blocks()
    unsafe classes = quern_word_classes()
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    for byte in 0..<256 {
      unsafe (bytes + byte).initialize(
        to: byte < 0x80 ? classes[Int(blocks[0]) << 7 | byte] : Self.nonASCII)
    }
    unsafe self.bytes = UnsafePointer(bytes)
    let rules = WordRules.transitions()
    let table = UnsafeMutablePointer<UInt8>.allocate(capacity: rules.count)
    unsafe table.initialize(from: rules, count: rules.count)
    unsafe transitions = UnsafePointer(table)
  }

  /// The class of a byte: of an ASCII character, or ``nonASCII``.
  @inline(__always)
  func kind(ofByte byte: UInt8) -> UInt8 {
    // SAFETY: there are 256 entries.
    unsafe bytes[Int(byte)]
  }

  /// The class of a code point, which is at most U+10FFFF.
  @inline(__always)
  func kind(of point: UInt32) -> UInt8 {
    assert(point <= 0x10_FFFF)
    // SAFETY: the caller keeps the bound; each entry is the number of a whole block.
    return unsafe classes[Int(blocks[Int(point &>> 7)]) &<< 7 | Int(point & 0x7F)]
  }

  /// The state after a state of ``WordState`` and a class below ``WordRules/stride``.
  @inline(__always)
  func state(after state: UInt8, _ kind: UInt8) -> UInt8 {
    assert(Int(state) < WordState.count && Int(kind) < WordRules.stride)
    // SAFETY: states and classes come from these tables only.
    return unsafe transitions[Int(state) &<< 5 | Int(kind)]
  }
}
