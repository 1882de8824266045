import QuernModel
import QuernSearch
import QuernStorage

/// The place of a hit in a list of hits, behind which another search goes on.
///
/// Made by a search (``SearchResult/next``) and given to the next one with the same query and order
/// (``SearchOptions/after``), in the same commit or a later one. As a text it is opaque and fit for an
/// address.
public struct SearchCursor: Sendable, Hashable, CustomStringConvertible {
  let rank: Int
  let generation: UInt64
  let order: FieldOrder?
  let place: ListPlace

  init(rank: Int, generation: UInt64, order: FieldOrder?, place: ListPlace) {
    self.rank = rank
    self.generation = generation
    self.order = order
    self.place = place
  }

  private static let version: UInt8 = 1
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  // MARK: As text

  /// The cursor as letters, digits, `-` and `_`.
  public var description: String {
    var text: [UInt8] = []
    var (bits, count) = (UInt32(0), 0)
    for byte in encoded {
      bits = bits << 8 | UInt32(byte)
      count += 8
      while count >= 6 {
        count -= 6
        text.append(Self.alphabet[Int(bits >> UInt32(count)) & 63])
      }
      bits &= 0xFF
    }
    if count > 0 { text.append(Self.alphabet[Int(bits << UInt32(6 - count)) & 63]) }
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads a cursor.
  ///
  /// - Returns: `nil` for a text that ``description`` did not give.
  public init?(_ text: String) {
    var bytes: [UInt8] = []
    var (bits, count) = (UInt32(0), 0)
    for byte in text.utf8 {
      guard let value = Self.alphabet.firstIndex(of: byte) else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
      bits &= 0xFFFF
    }
    guard bytes.count > 4, let read = try? Self.decode(bytes) else { return nil }
    self = read
  }

  private var encoded: [UInt8] {
    var bytes = ByteWriter()
    bytes.writeByte(Self.version)
    bytes.writeVarint(rank)
    bytes.writeVarint(generation)
    bytes.writeVarint(place.document.segment)
    bytes.writeVarint(place.document.document.rawValue)
    bytes.writeText(place.key.rawValue)
    if let order {
      bytes.writeByte(order.isDescending ? 2 : 1)
      bytes.writeText(order.field.rawValue)
      switch place.value {
      case nil: bytes.writeByte(0)
      case .integer(let value)?:
        bytes.writeByte(1)
        bytes.writeFixed(value)
      case .keyword(let keyword)?:
        bytes.writeByte(2)
        bytes.writeVarint(keyword.count)
        bytes.write(keyword)
      }
    } else {
      bytes.writeByte(0)
      bytes.writeFixed(place.document.score.bitPattern)
    }
    bytes.writeFixed(CRC32C.checksum(bytes.bytes))
    return bytes.bytes
  }

  private static func decode(_ bytes: [UInt8]) throws(StorageError) -> SearchCursor? {
    let view = ByteView(copying: bytes)
    let checksum = try view.load(UInt32.self, at: bytes.count - 4)
    guard CRC32C.checksum(Array(bytes.dropLast(4))) == checksum else { return nil }
    var reader = ByteReader(view)
    guard try reader.readByte() == version else { return nil }
    let rank = try reader.readCount(limit: 1 << 40)
    let generation = try reader.readVarint()
    let segment = try reader.readCount(limit: 1 << 20)
    let document = DocumentID(rawValue: try reader.readVarint32())
    let key = DocumentKey(try reader.readText())
    let kind = try reader.readByte()
    var order: FieldOrder?
    var place = ListPlace(
      document: ScoredDocument(score: 0, segment: segment, document: document), key: key)
    if kind == 0 {
      place.document.score = Float(bitPattern: try reader.readFixed(UInt32.self))
      guard place.document.score.isFinite else { return nil }
    } else {
      order = FieldOrder(field: FieldName(try reader.readText()), isDescending: kind == 2)
      switch try reader.readByte() {
      case 1: place.value = .integer(try reader.readFixed(UInt64.self))
      case 2: place.value = .keyword(try reader.readBytes(try reader.readCount(limit: 1 << 16)))
      default: break
      }
    }
    return SearchCursor(rank: rank, generation: generation, order: order, place: place)
  }
}
