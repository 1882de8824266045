import QuernStorage

/// Which calls of a directory fail, and how.
package struct FaultPlan: Sendable {
  /// What a failing call has done all the same.
  package enum Effect: Sendable, CaseIterable {
    case nothing

    /// A write leaves its first half, and everything else is done as if it had succeeded.
    case something
  }

  /// The errors that a disk gives: input/output error, no space left, interrupted call, permission
  /// denied, read-only file system, too many open files.
  package static let codes: [Int32] = [5, 28, 4, 13, 30, 24]

  /// The number of the call that fails, from 0; all calls of the directory and its files count.
  package var firstCall: Int

  /// Whether all later calls fail too.
  package var staysFaulty: Bool

  /// The error number of the operating system.
  package var code: Int32
  package var effect: Effect

  package init(
    firstCall: Int, staysFaulty: Bool = false, code: Int32 = 5, effect: Effect = .nothing
  ) {
    self.firstCall = firstCall
    self.staysFaulty = staysFaulty
    self.code = code
    self.effect = effect
  }

  func fails(_ call: Int) -> Bool { call == firstCall || (staysFaulty && call > firstCall) }
}
