import QuernStorage

/// Where the slots of a ``KeyTable`` stand, and how many bits of them are what.
///
/// ```
/// KeyTable := slotCount(u32) kind(u32) Slot{slotCount}
/// Slot     := kind 0:  tag(u32) documentPlusOne(u32)
///             kind 1:  a u32: documentPlusOne in the low bits, as many as the number of documents
///                      has, the tag in the others
///             kind 2:  the same in 1 to 4 bytes: so many that six bits or more are left for the tag
/// ```
/// Of kind 0 the home slot is given by the lowest bits of a key's hash, and the tag is its high 32 bits. Of the
/// others the hash is mixed first, since FNV-1a hardly differs in its middle bits for keys that are counted up; the
/// home slot is (mixed mod 2³²) · slotCount / 2³², and the tag its highest bits. Kind 2 is written for up to 2²⁴ − 1
/// documents, kind 1 was in older files: with six bits one key in eight that is not there has its record read
/// in vain.
struct KeyTableLayout: Sendable {
  struct Slot {
    var tag: UInt32 = 0
    var documentPlusOne: UInt32 = 0
  }

  let kind: UInt32
  let slotCount: Int

  private let slotByteCount: Int

  /// Of kinds 1 and 2: the bits of a document's number.
  private let documentBits: UInt32

  private static let leastTagBits: UInt32 = 6

  private static let headerByteCount = 8

  private static let mostCompactDocuments = 1 << 24 - 1

  /// The layout for so many documents.
  init(documentCount: Int) {
    if documentCount <= Self.mostCompactDocuments {
      // Three quarters full: with a probe for a key that is not there some eight slots are looked at.
      self.init(
        kind: 2, slots: documentCount + documentCount / 3 + 1, documentCount: documentCount)
    } else {
      self.init(wideFor: documentCount)
    }
  }

  /// Kind 1 for so many documents, below 2²⁴, as older files have it.
  init(olderFor documentCount: Int) {
    self.init(
      kind: 1, slots: documentCount + documentCount / 3 + 1, documentCount: documentCount)
  }

  /// Kind 0 for so many documents.
  init(wideFor documentCount: Int) {
    var slots = 1
    while slots * 2 < documentCount * 3 + 2 { slots *= 2 }
    self.init(kind: 0, slots: slots, documentCount: documentCount)
  }

  /// What a section says of itself; `nil` where it cannot be.
  init?(kind: UInt32, slotCount: UInt32, documentCount: UInt32) {
    guard slotCount > documentCount else { return nil }
    switch kind {
    case 0: guard slotCount & (slotCount - 1) == 0 else { return nil }
    case 1, 2: guard Int(documentCount) <= Self.mostCompactDocuments else { return nil }
    default: return nil
    }
    self.init(kind: kind, slots: Int(slotCount), documentCount: Int(documentCount))
  }

  private init(kind: UInt32, slots: Int, documentCount: Int) {
    self.kind = kind
    slotCount = slots
    documentBits = UInt32(max(1, Int.bitWidth - documentCount.leadingZeroBitCount))
    slotByteCount =
      kind == 0 ? 8 : kind == 1 ? 4 : Int(documentBits + Self.leastTagBits + 7) / 8
  }

  var byteCount: Int { offset(of: slotCount) }

  /// Where a slot begins, from the start of the section.
  func offset(of slot: Int) -> Int { Self.headerByteCount + slot * slotByteCount }

  func slot(after slot: Int) -> Int { slot + 1 == slotCount ? 0 : slot + 1 }

  /// Where a probe begins.
  func home(of hash: UInt64) -> Int {
    kind == 0
      ? Int(truncatingIfNeeded: hash) & (slotCount - 1)
      : Int(((Self.mixed(hash) & 0xFFFF_FFFF) * UInt64(slotCount)) >> 32)
  }

  func tag(of hash: UInt64) -> UInt32 {
    kind == 0
      ? UInt32(truncatingIfNeeded: hash >> 32)
      : UInt32(truncatingIfNeeded: Self.mixed(hash) >> 32) >> (32 - tagBits)
  }

  private var tagBits: UInt32 { 8 * UInt32(slotByteCount) - documentBits }

  /// Lets every bit of a hash depend on all of its bits.
  ///
  /// Appleby, MurmurHash3, the finalizer of 64 bits.
  private static func mixed(_ hash: UInt64) -> UInt64 {
    var mixed = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    mixed = (mixed ^ mixed >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return mixed ^ mixed >> 33
  }

  func write(_ slot: Slot, to section: inout ByteWriter) {
    if kind == 0 {
      section.writeFixed(slot.tag)
      section.writeFixed(slot.documentPlusOne)
    } else {
      let bits = slot.tag << documentBits | slot.documentPlusOne
      for byte in 0..<slotByteCount {
        section.writeByte(UInt8(truncatingIfNeeded: bits >> UInt32(8 * byte)))
      }
    }
  }

  /// Reads a slot, which lies in the section.
  func slot(_ slot: Int, in section: ByteView) throws(CodecError) -> Slot {
    let offset = offset(of: slot)
    return try reading { () throws(StorageError) in
      guard kind > 0 else {
        return Slot(
          tag: try section.load(UInt32.self, at: offset),
          documentPlusOne: try section.load(UInt32.self, at: offset + 4))
      }
      var bits: UInt32 = 0
      for byte in 0..<slotByteCount {
        bits |= UInt32(try section.load(UInt8.self, at: offset + byte)) << UInt32(8 * byte)
      }
      return Slot(tag: bits >> documentBits, documentPlusOne: bits & (1 << documentBits - 1))
    }
  }
}
