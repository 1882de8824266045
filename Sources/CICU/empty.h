/* ICU is included by the .c files of CICUShims only: no ICU type may reach Swift. */
