@echo off
rem Starts Galopin from a distribution, on Windows.
rem
rem   JAVA_HOME           the Java to use, 17 or newer; by default, the java on the PATH
rem   GALOPIN_JAVA_OPTS   more options for the JVM, such as -Xmx256m
setlocal
set "GALOPIN_HOME=%~dp0.."
set "GALOPIN_JAVA=java"
if defined JAVA_HOME set "GALOPIN_JAVA=%JAVA_HOME%\bin\java"
rem The launcher script for Unix explains these options.
set "GALOPIN_MEMORY="
set GALOPIN_START=-jar "%GALOPIN_HOME%\lib\galopin.jar"
if exist "%GALOPIN_HOME%\lib\tls\*.jar" set GALOPIN_START=--enable-native-access=ALL-UNNAMED -cp "%GALOPIN_HOME%\lib\galopin.jar;%GALOPIN_HOME%\lib\tls\*" io.galopin.app.Main
call :unless "XX:+Use.*GC" "-XX:+UseSerialGC -Xmn8m"
call :unless "Xm[sx] XX:[A-Za-z]*HeapSize XX:[A-Za-z]*RAM" "-Xms64m -Xmx256m"
call :unless "XX:MaxDirectMemorySize" "-XX:MaxDirectMemorySize=512m"
call :unless "XX:MaxMetaspaceSize" "-XX:MaxMetaspaceSize=128m"
call :unless "XX:ReservedCodeCacheSize" "-XX:ReservedCodeCacheSize=64m"
call :unless "XX:[A-Za-z]*Inline" "-XX:InlineSmallCode=1000 -XX:FreqInlineSize=150 -XX:MaxInlineLevel=9"
"%GALOPIN_JAVA%" -Dio.netty.leakDetection.level=disabled "-Dgalopin.plugins=%GALOPIN_HOME%\plugins" %GALOPIN_MEMORY% %GALOPIN_JAVA_OPTS% %GALOPIN_START% %*
exit /b %ERRORLEVEL%

rem First argument: patterns separated by spaces. Second: the options to add if none of them is set.
:unless
echo "%GALOPIN_JAVA_OPTS% %JDK_JAVA_OPTIONS% %JAVA_TOOL_OPTIONS%" | findstr /r "%~1" >nul || set "GALOPIN_MEMORY=%GALOPIN_MEMORY% %~2"
exit /b 0
