@echo off
rem Starts Galopin from a distribution, on Windows.
rem
rem   JAVA_HOME           the Java to use, 17 or newer; else the java on the PATH
rem   GALOPIN_JAVA_OPTS   further options for the JVM, as in -Xmx256m
setlocal
set "GALOPIN_HOME=%~dp0.."
set "GALOPIN_JAVA=java"
if defined JAVA_HOME set "GALOPIN_JAVA=%JAVA_HOME%\bin\java"
rem The launcher for Unix says why.
set "GALOPIN_MEMORY=-XX:+UseSerialGC -Xmn8m"
echo "%GALOPIN_JAVA_OPTS% %JDK_JAVA_OPTIONS% %JAVA_TOOL_OPTIONS%" | findstr /r "XX:+Use.*GC" >nul && set "GALOPIN_MEMORY="
"%GALOPIN_JAVA%" "-Dgalopin.plugins=%GALOPIN_HOME%\plugins" %GALOPIN_MEMORY% %GALOPIN_JAVA_OPTS% -jar "%GALOPIN_HOME%\lib\galopin.jar" %*
