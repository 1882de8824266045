import QuernCodec

// A window of 4,096 documents at once: sets of bits are joined, and scores added up, in the order of the
// parts.
extension BooleanCursor {
  /// 8: so many windows of required parts are held until their scores are added in the order of the parts;
  /// of more parts, the order is that in which they are searched.
  private static let maximumHeldCount = 8

  func fill(
    _ window: TreeWindow, within candidates: TreeWindow, scoring: Bool
  ) throws(CodecError) {
    guard document <= candidates.last else { return window.clear(at: candidates.start) }
    if required.isEmpty {
      try fillAny(window, within: candidates, scoring: scoring)
    } else {
      try fillAll(window, within: candidates, scoring: scoring)
    }
  }

  /// The documents that all required parts match.
  private func fillAll(
    _ window: TreeWindow, within candidates: TreeWindow, scoring: Bool
  ) throws(CodecError) {
    window.copyDocuments(of: candidates)
    // The parts stand on the first document that matches, or behind it.
    window.removeAll(below: document)
    var held = [TreeWindow?](repeating: nil, count: scoring ? required.count : 0)
    defer { for case let window? in held { segment.windows.giveBack(window) } }
    let isHeld = required.count <= Self.maximumHeldCount
    if scoring, !isHeld { window.clearScores() }
    for index in isHeld ? order : Array(required.indices) {
      let part = segment.windows.take()
      try required[index].fill(part, within: window, scoring: scoring)
      window.formIntersection(part)
      if scoring, isHeld {
        held[index] = part
      } else {
        if scoring { window.addScores(of: part) }
        segment.windows.giveBack(part)
      }
      if window.isEmpty { return }
    }
    try removeProhibited(from: window)
    if scoring, isHeld {
      window.clearScores()
      for case let part? in held { window.addScores(of: part) }
    }
    guard least > 0 || scoring, !window.isEmpty else { return }
    try addOptional(to: window, scoring: scoring)
  }

  private func addOptional(to window: TreeWindow, scoring: Bool) throws(CodecError) {
    var counts = [UInt16](repeating: 0, count: least > 0 ? TreeWindow.size : 0)
    let part = segment.windows.take()
    defer { segment.windows.giveBack(part) }
    for cursor in optional {
      try cursor.fill(part, within: window, scoring: scoring)
      if scoring { window.addScores(of: part) }
      if least > 0 { part.forEach { counts[Int($0 - window.start)] += 1 } }
    }
    guard least > 0 else { return }
    part.copyDocuments(of: window)
    part.forEach { if counts[Int($0 - window.start)] < least { window.remove($0) } }
  }

  /// The documents that enough optional parts match.
  private func fillAny(
    _ window: TreeWindow, within candidates: TreeWindow, scoring: Bool
  ) throws(CodecError) {
    window.clear(at: candidates.start)
    if scoring { window.clearScores() }
    var counts = [UInt16](repeating: 0, count: least > 1 ? TreeWindow.size : 0)
    let part = segment.windows.take()
    defer { segment.windows.giveBack(part) }
    for cursor in optional {
      try cursor.fill(part, within: candidates, scoring: scoring)
      window.formUnion(part)
      if scoring { window.addScores(of: part) }
      if least > 1 { part.forEach { counts[Int($0 - window.start)] += 1 } }
    }
    if least > 1 {
      part.copyDocuments(of: window)
      part.forEach { if counts[Int($0 - window.start)] < least { window.remove($0) } }
    }
    window.removeAll(below: document)
    try removeProhibited(from: window)
  }

  private func removeProhibited(from window: TreeWindow) throws(CodecError) {
    guard !prohibited.isEmpty, !window.isEmpty else { return }
    let part = segment.windows.take()
    defer { segment.windows.giveBack(part) }
    for cursor in prohibited {
      try cursor.fill(part, within: window, scoring: false)
      window.subtract(part)
    }
  }
}
