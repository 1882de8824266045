import QuernCodec
import QuernStorage

/// Writes lists as they were before Rice's code, as plainly as can be: gaps and frequencies packed or patched,
/// positions packed.
enum OlderList {
  /// The list, with patched gaps and frequencies where some have more than `width` bits.
  static func written(_ model: ModelList, width: Int) -> WrittenList {
    var list = WrittenList(model)
    let deltas = model.positions.flatMap(deltas)
    list.positions = positions(deltas)
    let blockCount = model.postings.count / 128
    var bodies: [[UInt8]] = []
    var infos: [UInt8] = []
    for number in 0..<blockCount {
      let (body, codes) = body(number, of: model, width: width)
      bodies.append(body)
      infos += [UInt8(body.count & 255), UInt8(body.count >> 8)] + codes
    }
    var bytes = ByteWriter()
    bytes.write([1 + 32] + impact(model.postings[...]))
    for number in 0..<blockCount { bytes.writeFixed(model.documents[128 * number + 127]) }
    bytes.write(infos)
    bytes.write(bodies.flatMap(\.self))
    precondition(model.postings.count % 128 == 0 && 4...32 ~= blockCount)
    list.postings = bytes.bytes
    return list
  }

  private static func deltas(_ positions: [UInt32]) -> [UInt32] {
    zip(positions, [0] + positions.dropLast()).map { $0 - $1 }
  }

  private static func width(of values: [UInt32]) -> Int {
    32 - (values.max() ?? 0).leadingZeroBitCount
  }

  private static func positions(_ deltas: [UInt32]) -> [UInt8] {
    var bytes = ByteWriter()
    let packedCount = deltas.count / 128 * 128
    for start in stride(from: 0, to: packedCount, by: 128) {
      let block = Array(deltas[start..<start + 128])
      bytes.writeByte(UInt8(width(of: block)))
      bytes.write(ReferencePacking.pack(block, width: width(of: block)))
    }
    if packedCount > 0, packedCount < deltas.count {
      bytes.writeByte(UInt8(128 + deltas.count - packedCount))
    }
    for delta in deltas[packedCount...] { bytes.writeVarint(delta) }
    return bytes.bytes
  }

  /// One pair that bounds all postings, in two bytes.
  private static func impact(_ postings: ArraySlice<ModelList.Posting>) -> [UInt8] {
    let frequency = postings.map(\.frequency).max() ?? 1
    return [UInt8(frequency - 1), postings.map(\.lengthCode).min() ?? 0]
  }

  private static func body(
    _ number: Int, of model: ModelList, width: Int
  ) -> (bytes: [UInt8], codes: [UInt8]) {
    let range = 128 * number..<128 * number + 128
    let before = number == 0 ? .max : model.documents[range.lowerBound - 1]
    let documents = [before] + model.documents[range]
    let gaps = zip(documents.dropFirst(), documents).map { $0 &- $1 &- 1 }
    let counts = model.frequencies[range].map { $0 - 1 }
    let place = model.frequencies[..<range.lowerBound].reduce(0) { $0 + Int($1) }
    let deltas = model.positions.flatMap(deltas)
    var bytes = ByteWriter()
    bytes.writeVarint(positions(Array(deltas[..<(place / 128 * 128)])).count)
    bytes.writeByte(UInt8(place % 128))
    bytes.write([1] + impact(model.postings[range]))
    var (packed, codes): ([UInt8], [UInt8]) = ([], [])
    for values in [gaps, counts] {
      let widest = Self.width(of: values)
      let isPatched = widest > width && widest <= width + 8
      let kept = isPatched ? width : widest
      let places = values.indices.filter { values[$0] >> UInt32(kept) > 0 }
      if isPatched {
        bytes.write(places.map { UInt8($0) } + places.map { UInt8(values[$0] >> UInt32(kept)) })
        bytes.writeByte(UInt8(places.count))
      }
      let low = values.map { $0 & UInt32(truncatingIfNeeded: (1 as UInt64) << UInt64(kept) - 1) }
      packed += ReferencePacking.pack(low, width: kept)
      codes.append(UInt8(kept) + (isPatched ? 64 : 0))
    }
    bytes.write(packed)
    return (bytes.bytes, codes)
  }
}
