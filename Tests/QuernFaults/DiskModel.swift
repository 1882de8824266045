package import QuernTestSupport

/// What a disk may hold when the power goes, as far as POSIX promises anything.
///
/// File data is safe after the file was synchronized, names after the directory was. Of all else any
/// part may be there, whatever the order in which it was asked for. The method is that of ALICE
/// (Pillai et al., OSDI 2014).
package struct DiskModel {
  /// What became of data whose synchronization failed.
  package enum Fate: Sendable, CaseIterable {
    /// It is safe all the same.
    case safe

    /// It waits for the next synchronization.
    case pending

    /// It is gone, and no later synchronization says so.
    case lost
  }

  private enum NameChange {
    case link(String, Int)
    case unlink(String)
    case move(String, String, Int)
  }

  private let fate: Fate
  private var files: [Int: FileHistory] = [:]
  private var names: [String: Int] = [:]
  private var durableNames: [String: Int] = [:]
  private var pendingNames: [NameChange] = []

  /// A disk without files.
  package init(fate: Fate = .pending) { self.fate = fate }

  /// Follows the program by one operation.
  package mutating func apply(_ operation: DiskOperation) {
    switch operation {
    case .link(let name, let file):
      files[file] = FileHistory()
      names[name] = file
      pendingNames.append(.link(name, file))
    case .share(let name, let file, let bytes):
      files[file] = FileHistory(durable: bytes)
      names[name] = file
      pendingNames.append(.link(name, file))
    case .write(let file, let bytes): files[file]?.append(bytes)
    case .synchronizeFile(let file, let succeeds):
      if succeeds || fate == .safe { files[file]?.makeDurable() }
      if !succeeds && fate == .lost { files[file]?.lose() }
    case .rename(let old, let new):
      guard let file = names.removeValue(forKey: old) else { return }
      names[new] = file
      pendingNames.append(.move(old, new, file))
    case .remove(let name):
      names[name] = nil
      pendingNames.append(.unlink(name))
    case .synchronizeDirectory(let succeeds): synchronizeNames(succeeds)
    case .close, .lock, .note: break
    }
  }

  private mutating func synchronizeNames(_ succeeds: Bool) {
    guard succeeds || fate != .pending else { return }
    if succeeds || fate == .safe {
      for change in pendingNames { Self.apply(change, to: &durableNames) }
    }
    pendingNames = []
  }

  private static func apply(_ change: NameChange, to names: inout [String: Int]) {
    switch change {
    case .link(let name, let file): names[name] = file
    case .unlink(let name): names[name] = nil
    case .move(let old, let new, let file):
      names[old] = nil
      names[new] = file
    }
  }

  /// Calls back with states that a power loss at this moment may leave.
  ///
  /// - Parameter limit: all states where there are no more than this, else as many by lot, among
  ///   them the one without and the one with everything that is pending.
  /// - Returns: whether these were all.
  package func forEachState(
    limit: Int, using random: inout SeededGenerator, _ body: ([String: [UInt8]]) throws -> Void
  ) rethrows -> Bool {
    let unsafe = files.filter { !$0.value.isSafe }.map(\.key).sorted()
    var variants: [Int: [[UInt8]]] = [:]
    for file in unsafe { variants[file] = files[file]?.variants(using: &random) }
    let digits = pendingNames.map { _ in 2 } + unsafe.map { variants[$0]?.count ?? 1 }
    let count = digits.reduce(1) { min($0 * $1, 1 << 40) }
    guard count > limit else {
      for number in 0..<count { try body(state(Self.split(number, digits), unsafe, variants)) }
      return true
    }
    try body(state(digits.map { _ in 0 }, unsafe, variants))
    // The second variant of a file is all of it.
    try body(state(digits.map { min(1, $0 - 1) }, unsafe, variants))
    for _ in 2..<limit {
      let choice = digits.map { Int.random(in: 0..<$0, using: &random) }
      try body(state(choice, unsafe, variants))
    }
    return false
  }

  /// The digits of a number, each of its own base.
  private static func split(_ number: Int, _ bases: [Int]) -> [Int] {
    var rest = number
    return bases.map { base in
      defer { rest /= base }
      return rest % base
    }
  }

  private func state(
    _ choice: [Int], _ unsafe: [Int], _ variants: [Int: [[UInt8]]]
  ) -> [String: [UInt8]] {
    var names = durableNames
    for (change, kept) in zip(pendingNames, choice) where kept == 1 {
      Self.apply(change, to: &names)
    }
    var contents: [Int: [UInt8]] = [:]
    for (file, variant) in zip(unsafe, choice.dropFirst(pendingNames.count)) {
      contents[file] = variants[file]?[variant]
    }
    return names.compactMapValues { contents[$0] ?? files[$0]?.durable }
  }
}
