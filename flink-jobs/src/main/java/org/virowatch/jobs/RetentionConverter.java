package org.virowatch.jobs;

import org.virowatch.surveillance.calendar.Retention;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the option {@code --retention}. */
public final class RetentionConverter implements ITypeConverter<Retention> {
  /** For picocli. */
  public RetentionConverter() {}

  @Override
  public Retention convert(String value) {
    try {
      return Retention.parse(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
