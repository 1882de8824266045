import QuernModel
import QuernStorage

/// Makes the checksums of a damaged file right again, so that only checks of structure are left.
///
/// Written from `FORMAT.md` alone.
struct FileSealer {
  /// A section as the table of its file has it.
  struct Section {
    var kind: Int
    var field: Int
    var range: Range<Int>
  }

  private(set) var bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private var footer: Int { bytes.count - 64 }
  private var table: Int { number(at: footer, 8) }
  private var sectionCount: Int { number(at: footer + 8, 4) }

  var sections: [Section] {
    (0..<sectionCount).map { index in
      let entry = table + 32 * index
      let offset = number(at: entry + 8, 8)
      return Section(
        kind: number(at: entry, 2), field: number(at: entry + 2, 2),
        range: offset..<offset + number(at: entry + 16, 8))
    }
  }

  /// The fingerprint by which a manifest names the file.
  var tableHash: UInt64 { UInt64(truncatingIfNeeded: number(at: footer + 24, 8)) }

  /// Gives every checksum and hash of the file the value that its bytes ask for.
  mutating func seal() {
    put(checksum(0..<60), at: 60, 4)
    for index in 0..<sectionCount {
      let entry = table + 32 * index
      let next = index + 1 < sectionCount ? number(at: entry + 32 + 8, 8) : table
      put(checksum(number(at: entry + 8, 8)..<next), at: entry + 4, 4)
    }
    put(checksum(table..<footer), at: footer + 12, 4)
    let entries = Array(bytes[table..<table + 32 * sectionCount])
    put(Int(truncatingIfNeeded: ContentHash.hash(entries.span)), at: footer + 24, 8)
    put(checksum(footer..<footer + 52), at: footer + 52, 4)
  }

  mutating func change(_ offset: Int, to byte: UInt8) { bytes[offset] = byte }

  /// Writes a little-endian number.
  mutating func put(_ value: Int, at offset: Int, _ size: Int) {
    for place in 0..<size {
      bytes[offset + place] = UInt8(truncatingIfNeeded: value >> (8 * place))
    }
  }

  /// Gives a section other bytes, as many as it and the zeros after it have room for.
  mutating func replaceSection(_ kind: Int, with new: [UInt8]) {
    guard let index = sections.firstIndex(where: { $0.kind == kind }) else { return }
    let entry = table + 32 * index
    let start = number(at: entry + 8, 8)
    let room = (number(at: entry + 16, 8) + 63) / 64 * 64
    precondition(new.count <= room, "no room")
    let padded = new + [UInt8](repeating: 0, count: room - new.count)
    bytes.replaceSubrange(start..<start + room, with: padded)
    put(new.count, at: entry + 16, 8)
  }

  func number(at offset: Int, _ size: Int) -> Int {
    (0..<size).reversed().reduce(0) { $0 << 8 | Int(bytes[offset + $1]) }
  }

  private func checksum(_ range: Range<Int>) -> Int { Int(CRC32C.checksum(Array(bytes[range]))) }
}

extension IndexFiles {
  /// Puts a changed file in place with right checksums, and makes the manifest name it.
  func resealing(_ name: String, _ change: (inout FileSealer) -> Void) -> IndexFiles {
    guard let old = files[name] else { return self }
    var file = FileSealer(old)
    let oldHash = file.tableHash
    change(&file)
    file.seal()
    var copy = replacing(name, with: file.bytes)
    guard !name.hasPrefix("commit."), let manifest = copy.manifestName,
      let manifestBytes = copy.files[manifest]
    else { return copy }
    var sealed = FileSealer(manifestBytes)
    sealed.replaceHash(oldHash, with: file.tableHash)
    sealed.seal()
    copy.files[manifest] = sealed.bytes
    return copy
  }

  var manifestName: String? { names.first { $0.hasPrefix("commit.") } }
}

extension FileSealer {
  /// Changes a fingerprint in a manifest, wherever it stands.
  mutating func replaceHash(_ old: UInt64, with new: UInt64) {
    let wanted = (0..<8).map { UInt8(truncatingIfNeeded: old >> (8 * UInt64($0))) }
    for section in sections where section.kind == 13 && section.range.count >= 8 {
      for offset in section.range.dropLast(7) where Array(bytes[offset..<offset + 8]) == wanted {
        put(Int(truncatingIfNeeded: new), at: offset, 8)
      }
    }
  }
}
